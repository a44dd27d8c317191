-- What an entity said last, latest first.
with
-- part: wanted
,
chosen as (
  select quotes.number, documents.date, documents.id, quotes.start
  from documents
  cross join quotes on quotes.document = documents.number
  where quotes.speech
    and +documents.number in (select document from appearances where entity in wanted)
    and +quotes.speaker in wanted
  order by documents.date desc, documents.id, quotes.start -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  quotes.id,
  chosen.date as written,
  coalesce(entities.name, entities.description) as speaker,
  quotes.text as said,
  quotes.kind,
  quotes.speech,
  documents.source,
  documents.id as document
from chosen
join quotes on quotes.number = chosen.number
join documents on documents.number = quotes.document
left join entities on entities.number = quotes.speaker
order by chosen.date desc, chosen.id, chosen.start
