-- name: keep
insert into versions (document, replaced, title, date, text, sentences, findings)
select
  number,
  (select started from runs where number = :run),
  title,
  date,
  text,
  (
    select json_group_array(json_array(start, "end"))
    from (select start, "end" from sentences where document = coalesce(copy_of, documents.number) order by start)
  ),
  :findings
from documents
where number = :document

-- name: kept
select replaced, title, date, text, sentences, findings from versions where document = :document order by number

-- name: current
select
  null as replaced,
  title,
  date,
  text,
  (
    select json_group_array(json_array(start, "end"))
    from (select start, "end" from sentences where document = coalesce(copy_of, documents.number) order by start)
  ) as sentences
from documents
where number = :document

-- name: events
select
  events.id,
  'event' as kind,
  trigger_start as start,
  trigger_end as "end",
  type,
  mode,
  status,
  earliest,
  latest,
  dated_by as "dated by",
  (
    select group_concat(who, ', ')
    from (
      select coalesce(appearances.name, appearances.description) || ' (' || role || ')' as who
      from participants
      join appearances on appearances.number = participants.appearance
      where participants.event = events.number
      order by role, who
    )
  ) as who,
  coalesce(places.name, places.description) as place
from events
left join appearances as places on places.number = place_appearance
where events.document = :carrier
order by trigger_start, events.number

-- name: quotes
select
  quotes.id,
  'quote' as kind,
  start,
  "end",
  quotes.kind as how,
  speech,
  coalesce(speakers.name, speakers.description) as speaker,
  coalesce(hearers.name, hearers.description) as "to",
  quotes.medium,
  earliest,
  latest,
  text as said
from quotes
left join appearances as speakers on speakers.number = speaker_appearance
left join appearances as hearers on hearers.number = hearer_appearance
where quotes.document = :carrier
order by start, quotes.number

-- name: facts
select
  facts.id,
  'fact' as kind,
  start,
  "end",
  coalesce(subjects.name, subjects.description) as name,
  predicate,
  object,
  coalesce(others.name, others.description) as of,
  earliest,
  latest,
  holds
from facts
join appearances as subjects on subjects.number = subject_appearance
left join appearances as others on others.number = other_appearance
where facts.document = :carrier
order by start, facts.number

-- name: carrier
select number, coalesce(copy_of, number) as carrier from documents where id = :id
