-- The documents that speak of an entity, latest first; `+` has SQLite go by the index of days, and so stop early.
with
-- part: wanted
,
chosen as (
  select documents.number, documents.date, documents.id
  from documents
  where +documents.number in (select document from appearances where entity in wanted)
  order by documents.date desc, documents.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  documents.id as document,
  documents.title,
  documents.date as written,
  documents.source,
  (select count(*) from mentions where document = documents.number and entity in wanted) as mentions
from chosen
join documents on documents.number = chosen.number
order by chosen.date desc, chosen.id
