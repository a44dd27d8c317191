-- name: concerned
select entity from appearances where document = :document
union
select participants.entity from events join participants on participants.event = events.number where events.document = :document
union
select place from events where document = :document and place is not null
union
select speaker from quotes where document = :document and speaker is not null
union
select subject from facts where document = :document

-- name: in_diary
select 0 as entity, day, number as event
from events
where document = :document
union
select participants.entity, events.day, events.number
from events
join participants on participants.event = events.number
where events.document = :document
union
select place, day, number
from events
where document = :document and place is not null

-- name: erase_diary
delete from diary where entity = :entity and day = :day and event = :event

-- name: write_diary
insert into diary (entity, day, event, latest, listed)
select 0, day, number, latest, listed
from events
where document = :document
union
select participants.entity, events.day, events.number, events.latest, events.listed
from events
join participants on participants.event = events.number
where events.document = :document
union
select place, day, number, latest, listed
from events
where document = :document and place is not null

-- name: tally
update entities
set documents = entities.documents + :sign * here.documents,
  mentions = entities.mentions + :sign * here.mentions,
  quotes = entities.quotes + :sign * here.quotes
from (
  select entity, sum(documents) as documents, sum(mentions) as mentions, sum(quotes) as quotes
  from (
    select distinct entity, 1 as documents, 0 as mentions, 0 as quotes
    from appearances
    where document = :document
    union all
    select entity, 0, 1, 0
    from mentions
    where document = :document
    union all
    select speaker, 0, 0, 1
    from quotes
    where document = :document and speech
  )
  group by entity
) as here
where entities.number = here.entity

-- name: tally_events
update entities
set events = entities.events + :sign * here.events
from (
  select diary.entity, count(*) as events
  from (
    select number, day, 0 as entity
    from events
    where document = :document
    union
    select events.number, events.day, participants.entity
    from events
    join participants on participants.event = events.number
    where events.document = :document
    union
    select number, day, place
    from events
    where document = :document and place is not null
  ) as mine
  join diary on diary.entity = mine.entity and diary.day = mine.day and diary.event = mine.number
  where diary.listed = 1
  group by diary.entity
) as here
where entities.number = here.entity

-- name: of_events
with
mine as (
  select number, day, 0 as entity
  from events
  where number in (select value from json_each(:events))
  union
  select events.number, events.day, participants.entity
  from events
  join participants on participants.event = events.number
  where events.number in (select value from json_each(:events))
  union
  select number, day, place
  from events
  where number in (select value from json_each(:events)) and place is not null
)
select
  diary.entity,
  diary.day,
  diary.event,
  diary.listed,
  case
    when not events.listed then 0
    when events.happening is null then 1
    when exists (
      select 1
      from events as others
      where others.happening = events.happening
        and others.standing < events.standing
        and others.listed
        and (
          diary.entity in (0, others.place)
          or exists (select 1 from participants where event = others.number and entity = diary.entity)
        )
    ) then 2
    else 1
  end as "right"
from mine
join events on events.number = mine.number
join diary on diary.entity = mine.entity and diary.day = mine.day and diary.event = mine.number

-- name: list
update diary set listed = :right where entity = :entity and day = :day and event = :event

-- name: count_events
update entities set events = events + :more where number = :entity

-- name: widen_days
update entities
set first_day = min(coalesce(entities.first_day, here.first_day), coalesce(here.first_day, entities.first_day)),
  last_day = max(coalesce(entities.last_day, here.last_day), coalesce(here.last_day, entities.last_day))
from (
  select entity, min(earliest) as first_day, max(latest) as last_day
  from (
    select participants.entity, events.earliest, events.latest
    from events
    join participants on participants.event = events.number
    where events.document = :document and events.listed and events.day < '~'
    union all
    select place, earliest, latest
    from events
    where document = :document and listed and place is not null and day < '~'
  )
  group by entity
) as here
where entities.number = here.entity

-- name: recount_days
update entities
set first_day = (
    select day
    from diary
    where entity = entities.number and listed and day > '' and day < '~'
    order by day
    limit 1
  ),
  last_day = (select max(latest) from diary where entity = entities.number and listed)
where number in (select value from json_each(:entities))
