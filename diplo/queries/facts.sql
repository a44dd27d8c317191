-- What texts say of people and organizations, such as their roles, by name and day of writing.
with
chosen as (
  select
    facts.number,
    coalesce(entities.name, entities.description) as name,
    documents.date as written,
    documents.id as document_id
  from facts
  join documents on documents.number = facts.document
  join entities on entities.number = facts.subject
  where true
    and facts.subject in (select entity from appearances where id in (select value from json_each(:entities)))
    and facts.subject not in (select entity from appearances where id in (select value from json_each(:not_person)))
    and facts.predicate in (select value from json_each(:predicate))
    and entities.kind in (select value from json_each(:kind))
    and facts.document in (select coalesce(copy_of, number) from documents where source collate nocase in (select value from json_each(:source)))
    and facts.document = (select coalesce(copy_of, number) from documents where id = :document)
    and documents.date >= :since
    and documents.date <= :until
    and documents.date <= :as_of
    and facts.sentence in (select rowid from sentence_words where sentence_words match :words)
  order by name, documents.date is null, documents.date, documents.id, facts.start, facts.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  facts.id,
  chosen.name,
  facts.predicate,
  facts.object,
  documents.date as written,
  documents.source,
  documents.id as document,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence
from chosen
join facts on facts.number = chosen.number
join documents on documents.number = facts.document
left join sentences on sentences.number = facts.sentence
order by chosen.name, documents.date is null, documents.date, documents.id, facts.start, facts.id
