select
  entities.id,
  coalesce(entities.name, entities.description) as name,
  (
-- part: role
  ) as role,
  chosen.events,
  chosen.quotes,
  chosen.first_day as first,
  chosen.last_day as last,
  entities.kind
from chosen
join entities on entities.number = chosen.entity
order by chosen.rank
