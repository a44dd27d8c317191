-- Who is quoted how much, most quotes first; the filters are those of quotes.
with
-- part: said
,
-- part: told_once
,
chosen as (
  select
    whose,
    min(name) as name,
    min(known) as known,
    min(speaker) as speaker,
    count(*) as quotes,
    sum(words) as words,
    round(100.0 * sum(words) / sum(sum(words)) over (), 1) as share,
    sum(kind = 'direct') as direct,
    sum(kind = 'mixed') as mixed,
    sum(kind = 'indirect') as indirect,
    count(distinct document) as documents
  from by_source
  group by whose
  order by quotes desc, words desc, name is null, name, whose -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  chosen.name,
  chosen.known,
  iif(chosen.known = 'named', (
-- part: role
  ), null) as role,
  chosen.quotes,
  chosen.words,
  chosen.share,
  chosen.direct,
  chosen.mixed,
  chosen.indirect,
  chosen.documents,
  iif(chosen.known in ('named', 'described'), entities.id, null) as id
from chosen
left join entities on entities.number = chosen.speaker
order by chosen.quotes desc, chosen.words desc, chosen.name is null, chosen.name, chosen.whose
