-- Reports of events of which reports say different things, by event: of the same event another place or another status,
-- and pairs of events of the same two, of one type, at one place and on days next to each other, which may be one and
-- of which no text tells both. `dispute` is what differs, `subject` the event, `says` what a report says. Status: only what is reported after the day counts,
-- since a plan that changes is no dispute. "told": what each report says in all, for disputes.py to compare.
with
-- part: happened
,
several as (
  select events.number, events.happening
  from happened
  join events on events.number = happened.event
  where events.happening is not null
),
reports as (
  select
    members.number,
    members.happening as subject,
    members.document,
    coalesce(told.story, told.number) as story,
    members.place,
    iif(told.date >= members.latest and members.status in ('happened', 'denied', 'cancelled'), members.status, null) as status
  from several
  join events as members on members.happening = several.happening
  join documents as told on told.number = members.document
  where true
    and told.date <= :as_of
),
apart as (
  select distinct events.number as one, others.number as other
  from happened
  join events on events.number = happened.event
  join pairings as here on here.event = events.number and here.form = 'day'
  join pairings as there
    on there.kind = here.kind and there.one = here.one and there.other = here.other
    and there.earliest > here.earliest and there.earliest <= date(here.earliest, '+1 days')
    and there.form = 'day'
  join events as others on others.number = there.event and others.standing = 0
  where events.status = 'happened'
    and others.status = 'happened'
    and others.place = events.place
    and here.kind not like '% at'
    and not exists (
      select 1
      from events as first
      join events as second on second.document = first.document
      where (first.happening = events.happening or first.number = events.number)
        and (second.happening = others.happening or second.number = others.number)
    )
),
chosen as (
  select subject, 'place' as dispute, number, story, document, (select coalesce(name, description) from entities where entities.number = place) as says
  from reports
  where place is not null
    and subject in (select subject from reports where place is not null group by subject having count(distinct place) > 1 and count(distinct story) > 1)
  union all
  select subject, 'status', number, story, document, status
  from reports
  where status is not null
    and subject in (select subject from reports where status is not null group by subject having count(distinct status) > 1 and count(distinct story) > 1)
  union all
  select subject, 'told', number, story, document, null
  from reports
  where subject in (select subject from reports group by subject having count(distinct story) > 1)
  union all
  select apart.one, 'day', members.number, coalesce(told.story, told.number), members.document, heads.earliest
  from apart
  join events as heads on heads.number in (apart.one, apart.other)
  join events as members on members.number = heads.number or members.happening = heads.happening
  join documents as told on told.number = members.document
  where true
    and told.date <= :as_of
  limit :limit
  offset :offset
)
-- shown
select
  subjects.id as subject,
  chosen.dispute,
  chosen.says,
  chosen.story,
  events.id,
  events.type,
  events.mode,
  (
    select group_concat(name, ', ')
    from (select name from participated where event = subjects.number group by name order by min(role), name)
  ) as who,
  (
    select json_group_array(name)
    from (
      select distinct entities.name
      from participants
      join entities on entities.number = participants.entity
      where participants.event = events.number and entities.kind = 'person' and entities.name is not null
      order by 1
    )
  ) as "people [json]",
  subjects.earliest,
  subjects.latest,
  documents.date as written,
  documents.source,
  documents.id as document,
-- part: asserter
  substr(documents.text, events.trigger_start + 1, events.trigger_end - events.trigger_start) as "trigger",
  events.trigger_start,
  events.trigger_end,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence,
  sentences.start as sentence_start
from chosen
join events on events.number = chosen.number
join documents on documents.number = chosen.document
join events as subjects on subjects.number = (
    select number
    from events as heads
    where heads.happening = chosen.subject or heads.number = chosen.subject
    order by heads.standing
    limit 1
  )
left join sentences on sentences.number = events.sentence
order by ifnull(subjects.earliest, '~'), subjects.id, chosen.dispute, documents.date, documents.id, events.trigger_start
