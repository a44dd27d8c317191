-- What no finding took up of what was read in a document: speech whose speaker is not known ("no speaker"), days that
-- date no event ("no event"), names that several bear and of whom it is not known which is meant ("which one"). Words
-- that may name an event and were not read as one are in no base: language.unread finds them.
with
doubtful as (
  select
    appearances.id,
    appearances.document,
    (
      select min(mentions.start)
      from mentions
      where mentions.document = appearances.document
        and mentions.appearance = appearances.number
        and mentions.form = 'name'
    ) as start,
    (
      select group_concat(coalesce(entities.name, entities.description), ' or ')
      from json_each(appearances.doubt) as doubt
      join entities on entities.number = json_extract(doubt.value, '$[0]')
    ) as who
  from appearances
  where appearances.doubt is not null
),
missing as (
  select
    'no speaker' as gap,
    quotes.id,
    quotes.document,
    quotes.start,
    quotes."end",
    substr(documents.text, quotes.source_start + 1, quotes.source_end - quotes.source_start) as note
  from quotes
  join documents on documents.number = quotes.document
  where quotes.speaker is null and quotes.speech
  union all
  select 'no event', times.id, times.document, times.start, times."end", times.value
  from times
  where times.type in ('DATE', 'TIME')
    and times.earliest is not null
    and not exists (select 1 from events where events.document = times.document and events.time = times.number)
  union all
  select 'which one', doubtful.id, doubtful.document, mentions.start, mentions."end", doubtful.who
  from doubtful
  join mentions on mentions.document = doubtful.document and mentions.start = doubtful.start
),
chosen as (
  select missing.*
  from missing
  join documents on documents.number = missing.document
  where documents.number = (select coalesce(copy_of, number) from documents where id = :document)
  limit :limit
  offset :offset
)
-- shown
select
  chosen.gap,
  substr(documents.text, chosen.start + 1, chosen."end" - chosen.start) as words,
  chosen.note,
  chosen.id,
  chosen.start,
  chosen."end",
  documents.id as document,
  sentences.start as sentence_start,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence
from chosen
join documents on documents.number = chosen.document
left join sentences on sentences.number = (
  select own.number
  from sentences as own
  where own.document = chosen.document and own.start <= chosen.start
  order by own.start desc
  limit 1
)
order by chosen.start, chosen.gap, chosen.id
