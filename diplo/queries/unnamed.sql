-- The sources of each document whose names are held back, and what they say, by day of writing; the filters are those
-- of quotes.
with
-- part: said
,
-- part: told_once
,
chosen as (
  select
    whose,
    document,
    min(name) as name,
    min(number) as first,
    count(*) as quotes,
    sum(words) as words
  from by_source
  where known = 'unnamed'
  group by document, whose
  order by (select date is null from documents where number = by_source.document), (select date from documents where number = by_source.document), (select id from documents where number = by_source.document), first -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  chosen.name,
  chosen.quotes,
  chosen.words,
  (
    select json_group_array(text)
    from (
      select quotes.text
      from by_source
      join quotes on quotes.number = by_source.number
      where by_source.document = chosen.document and by_source.whose = chosen.whose
      order by quotes.start, quotes.number
    )
  ) as "sayings [json]",
  documents.date as written,
  documents.source,
  documents.id as document,
  (select id from quotes where number = chosen.first) as id
from chosen
join documents on documents.number = chosen.document
order by documents.date is null, documents.date, documents.id, chosen.first
