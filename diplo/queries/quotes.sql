-- Who said what to whom, by day of writing; every quote, those of mental states too unless :speech. :entities: all of
-- them speak it or are named in its words; :about: any of them is named in its words, whoever speaks. :since and :until
-- are days of saying, of writing where that is not known.
with
wanted as (select distinct entity from appearances where id in (select value from json_each(:entities))),
unwanted as (select distinct entity from appearances where id in (select value from json_each(:not_person))),
chosen as (
  select
    quotes.number,
    documents.date as written,
    documents.id as document_id
  from quotes
  join documents on documents.number = quotes.document
  where true
    and quotes.number in (select rowid from quote_words where quote_words match :words)
    and quotes.speaker in (select entity from appearances where id in (select value from json_each(:speakers)))
    and quotes.hearer in (select entity from appearances where id in (select value from json_each(:hearers)))
    and quotes.medium in (select value from json_each(:medium))
    and quotes.unnamed = :unnamed
    and quotes.document in (select document from appearances where entity in (select entity from appearances where id in (select value from json_each(:about))))
    and exists (select 1 from json_each(quotes.spans) as span join mentions on mentions.document = quotes.document and mentions.start >= json_extract(span.value, '$[0]') and mentions."end" <= json_extract(span.value, '$[1]') where mentions.entity in (select entity from appearances where id in (select value from json_each(:about))))
    and (quotes.speaker in wanted or quotes.document in (select document from appearances where entity in wanted)) -- :entities
    and not exists (select 1 from wanted where wanted.entity is not quotes.speaker and not exists (select 1 from json_each(quotes.spans) as span join mentions on mentions.document = quotes.document and mentions.start >= json_extract(span.value, '$[0]') and mentions."end" <= json_extract(span.value, '$[1]') where mentions.entity = wanted.entity)) -- :entities
    and not exists (select 1 from unwanted where unwanted.entity = quotes.speaker or exists (select 1 from json_each(quotes.spans) as span join mentions on mentions.document = quotes.document and mentions.start >= json_extract(span.value, '$[0]') and mentions."end" <= json_extract(span.value, '$[1]') where mentions.entity = unwanted.entity)) -- :not_person
    and quotes.kind in (select value from json_each(:kind))
    and quotes.speech = :speech
    and documents.number in (select coalesce(copy_of, number) from documents where source collate nocase in (select value from json_each(:source)))
    and documents.number = (select coalesce(copy_of, number) from documents where id = :document)
    and iif(quotes.dated_by is null, documents.date, coalesce(quotes.latest, '9999-12-31')) >= :since
    and iif(quotes.dated_by is null, documents.date, coalesce(quotes.earliest, '')) <= :until
    and documents.date <= :as_of
  order by documents.date is null, documents.date, documents.id, quotes.start, quotes.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  quotes.id,
  documents.date as written,
  coalesce(speakers.name, speakers.description) as speaker,
  substr(documents.text, quotes.source_start + 1, quotes.source_end - quotes.source_start) as "source words",
  substr(documents.text, quotes.cue_start + 1, quotes.cue_end - quotes.cue_start) as cue,
  coalesce(hearers.name, hearers.description) as hearer,
  substr(documents.text, quotes.addressee_start + 1, quotes.addressee_end - quotes.addressee_start) as addressee,
  quotes.medium,
  substr(documents.text, quotes.occasion_start + 1, quotes.occasion_end - quotes.occasion_start) as occasion,
  quotes.earliest,
  quotes.latest,
  quotes.dated_by,
  quotes.text as said,
  quotes.kind,
  quotes.speech,
  quotes.unnamed,
  quotes.within,
  quotes.spans as "spans [json]",
  documents.source,
  documents.id as document,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence
from chosen
join quotes on quotes.number = chosen.number
join documents on documents.number = quotes.document
left join entities as speakers on speakers.number = quotes.speaker
left join entities as hearers on hearers.number = quotes.hearer
left join sentences on sentences.number = quotes.sentence
order by documents.date is null, documents.date, documents.id, quotes.start, quotes.id
