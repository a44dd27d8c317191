-- What each text says of people and organizations, such as their roles, by name and day of writing.
with
-- part: told
,
chosen as (
  select
    told.number,
    coalesce(entities.name, entities.description) as name,
    told.written,
    documents.id as document_id,
    told.start,
    told.id
  from told
  join documents on documents.number = told.document
  join entities on entities.number = told.subject
  order by name, told.written is null, told.written, documents.id, told.start, told.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  facts.id,
  chosen.name,
  facts.predicate,
  facts.object,
  coalesce(others.name, others.description) as other,
  exists (select 1 from mentions where document = facts.document and start >= facts.start and start < facts."end" and entity = others.number) as "names it",
  facts.earliest,
  facts.latest,
  facts.holds,
  documents.date as written,
  documents.source,
  documents.id as document,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence
from chosen
join facts on facts.number = chosen.number
join documents on documents.number = facts.document
left join entities as others on others.number = facts.other
left join sentences on sentences.number = facts.sentence
order by chosen.name, chosen.written is null, chosen.written, chosen.document_id, chosen.start, chosen.id
