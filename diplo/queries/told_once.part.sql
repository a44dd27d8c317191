-- Every utterance once, whoever reports it, with its words counted and its source as the text has it. A source is named,
-- unnamed (the text holds back the name), described (it only says what somebody is) or unknown.
told_once as (
  select
    quotes.number,
    quotes.document,
    quotes.kind,
    quotes.speaker,
    length(replace(quotes.text, ' … ', ' ')) - length(replace(replace(quotes.text, ' … ', ' '), ' ', '')) + 1 as words,
    iif(quotes.unnamed, 'unnamed', iif(speakers.name is not null, 'named', iif(speakers.number is not null, 'described', 'unknown'))) as known,
    coalesce(
      speakers.name,
      speakers.description,
      substr(documents.text, quotes.source_start + 1, quotes.source_end - quotes.source_start)
    ) as name
  from (
    select said.number from said join quotes on quotes.number = said.number where quotes.utterance is null
    union all
    select min(said.number) from said join quotes on quotes.number = said.number where quotes.utterance is not null group by quotes.utterance
  ) as reports
  join quotes on quotes.number = reports.number
  join documents on documents.number = quotes.document
  left join entities as speakers on speakers.number = quotes.speaker
),
by_source as (
  select
    told_once.*,
    iif(known in ('named', 'described'), speaker, known || ' ' || lower(ifnull(
      iif(name like 'the %', substr(name, 5), iif(name like 'an %', substr(name, 4), iif(name like 'a %', substr(name, 3), name))),
      ''
    ))) as whose
  from told_once
)
