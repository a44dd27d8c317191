-- Who or what an entity is, with its counts: the head of its dossier.
with
chosen as (
  select number
  from entities
  where true
    and number in (select entity from appearances where id in (select value from json_each(:entities)))
  order by id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  entities.id,
  coalesce(entities.name, entities.description) as name,
  entities.kind,
  (
-- part: role
  ) as role,
  entities.mentions,
  entities.documents,
  entities.events,
  entities.quotes,
  entities.first_day as first,
  entities.last_day as last
from chosen
join entities on entities.number = chosen.number
order by entities.id
