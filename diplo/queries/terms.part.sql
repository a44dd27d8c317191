placed as (
  -- A role that one text gives without its country or organization is the one of the same name that others give with it.
  select
    told.*,
    coalesce(told.other, named.other) as about
  from told
  left join (
    select subject, predicate, value, min(other) as other
    from told
    where other is not null
    group by subject, predicate, value
    having min(other) = max(other)
  ) as named
    on told.other is null
    and named.subject = told.subject
    and named.predicate = told.predicate
    and named.value = told.value
),
reported as (
  select
    subject,
    predicate,
    value,
    about,
    count(distinct document) as documents,
    min(earliest) as stated_first,
    max(latest) as stated_last,
    min(iif(holds is 'now' and predicate <> 'born', written, null)) as reported_first,
    max(iif(holds is 'now' and predicate <> 'born', written, null)) as reported_last,
    max(iif(holds is 'future', written, null)) as ahead,
    max(holds is 'now') as is_held,
    max(earliest <= :as_of and latest >= :as_of) as is_within, -- :as_of
    max(coalesce(written, '') || printf('%012d', number)) as last_report
  from placed
  group by subject, predicate, value, about
),
terms as (
  select
    *,
    min(coalesce(stated_first, reported_first), coalesce(reported_first, stated_first)) as first,
    max(coalesce(stated_last, reported_last), coalesce(reported_last, stated_last)) as last,
    (
      select min(written)
      from placed
      where placed.subject = reported.subject
        and placed.predicate = reported.predicate
        and placed.value is reported.value
        and placed.about is reported.about
        and placed.holds = 'past'
        and placed.written > coalesce(reported.reported_last, '')
    ) as over_by
  from reported
)
