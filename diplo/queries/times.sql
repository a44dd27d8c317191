-- The time expressions of texts, in the order of the documents and, in each, of its words. :since and :until find
-- those whose days possibly lie between them; with :certain, those whose days all do. What has no days answers neither.
with
chosen as (
  select times.number, documents.date as written, documents.id as document_id
  from times
  join documents on documents.number = times.document
  where true
    and ifnull(times.earliest, iif(times.latest is null, '~', '')) <= :until
    and ifnull(times.latest, iif(times.earliest is null, '', '~')) >= :since
    and ifnull(times.earliest, '') >= :since -- :certain
    and ifnull(times.latest, '~') <= :until -- :certain
    and (times.earliest is not null or times.latest is not null) -- :certain
    and times.type in (select value from json_each(:type))
    and times.document in (select coalesce(copy_of, number) from documents where source collate nocase in (select value from json_each(:source)))
    and times.document = (select coalesce(copy_of, number) from documents where id = :document)
    and documents.date <= :as_of
  order by documents.date is null, documents.date, documents.id, times.start, times.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  times.id,
  substr(documents.text, times.start + 1, times."end" - times.start) as words,
  times.type,
  times.value,
  times.earliest,
  times.latest,
  times.rule,
  times.reason,
  times.start,
  times."end",
  documents.date as written,
  documents.source,
  documents.id as document,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence
from chosen
join times on times.number = chosen.number
join documents on documents.number = times.document
left join sentences on sentences.number = times.sentence
order by documents.date is null, documents.date, documents.id, times.start, times.id
