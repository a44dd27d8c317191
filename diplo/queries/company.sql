-- With whom an entity takes part in events, most shared events first; `met` counts the meetings, calls and visits that
-- happened.
with
-- part: wanted
,
mine as (select event, day, latest from diary where listed = 1 and entity in wanted),
shared as (
  select
    participants.entity,
    count(distinct participants.event) as events,
    count(distinct iif(events.type = 'CONSULT' and events.status = 'happened', participants.event, null)) as met,
    min(iif(mine.day > '' and mine.day < '~', mine.day, null)) as first,
    max(mine.latest) as last
  from mine
  cross join participants on participants.event = mine.event
  cross join events on events.number = mine.event
  where participants.entity not in wanted
  group by participants.entity
),
chosen as (
  select
    shared.*,
    row_number() over (order by shared.events desc, entities.mentions desc, entities.name, entities.id) as rank
  from shared
  join entities on entities.number = shared.entity
  where entities.name is not null and entities.kind <> 'other'
  order by rank -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  entities.id,
  entities.name,
  entities.kind,
  (
-- part: role
  ) as role,
  chosen.events,
  chosen.met,
  chosen.first,
  chosen.last
from chosen
join entities on entities.number = chosen.entity
order by chosen.rank
