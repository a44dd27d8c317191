select
  entities.id,
  coalesce(entities.name, entities.description) as name,
  (
    select object
    from facts
    where subject = entities.number and predicate = 'role'
    group by object
    order by count(*) desc, object
    limit 1
  ) as role,
  chosen.events,
  chosen.quotes,
  chosen.first_day as first,
  chosen.last_day as last,
  entities.kind
from chosen
join entities on entities.number = chosen.entity
order by chosen.rank
