-- A finding by its id or the beginning of it: every time, quote, event and fact that begins so, with its own
-- fields, its sentence, its document and the words to mark, as offsets of the text; what people said of it and what
-- was read before. One that was rejected is of the kind 'rejected'.
with
findings as (
  select 'event' as kind, id, number, document, sentence, trigger_start as start, trigger_end as "end", rule
  from events
  where id >= :id and id < :id || '~'
  union all
  select 'quote', id, number, document, sentence, start, "end", rule
  from quotes
  where id >= :id and id < :id || '~'
  union all
  select 'fact', id, number, document, sentence, start, "end", rule
  from facts
  where id >= :id and id < :id || '~'
  union all
  select 'time', id, number, document, sentence, start, "end", rule
  from times
  where id >= :id and id < :id || '~'
  union all
  select
    'rejected',
    id,
    null,
    document,
    json_extract("row", '$.sentence'),
    coalesce(json_extract("row", '$.trigger_start'), json_extract("row", '$.start')),
    coalesce(json_extract("row", '$.trigger_end'), json_extract("row", '$.end')),
    json_extract("row", '$.rule')
  from overruled
  where "row" is not null
    and id >= :id and id < :id || '~'
    and not exists (select 1 from events where events.id = overruled.id)
    and not exists (select 1 from quotes where quotes.id = overruled.id)
    and not exists (select 1 from facts where facts.id = overruled.id)
    and not exists (select 1 from times where times.id = overruled.id)
),
chosen as (
  select * from findings
  where true
    and id >= :id
    and kind in (select value from json_each(:kind))
  order by kind, id -- :limit
  limit :limit
  offset :offset
)
-- shown
,
in_sentence as (
  select chosen.number, mentions.entity, mentions.start, mentions."end", mentions.rule
  from chosen
  join sentences on sentences.number = chosen.sentence
  join mentions
    on mentions.document = chosen.document
    and mentions.start >= sentences.start
    and mentions."end" <= sentences."end"
  where chosen.kind = 'event'
),
marks as (
  select kind, number, iif(kind = 'event', 'trigger', 'words') as what, start, "end"
  from chosen
  where kind not in ('quote', 'rejected')
  union all
  select 'event', events.number, 'status', events.status_cue_start, events.status_cue_end
  from chosen
  join events on chosen.kind = 'event' and events.number = chosen.number
  where events.status_cue_start is not null
  union all
  select 'event', events.number, 'time', times.start, times."end"
  from chosen
  join events on chosen.kind = 'event' and events.number = chosen.number
  join times on times.number = events.time
  union all
  select 'event', in_sentence.number, participants.role, in_sentence.start, in_sentence."end"
  from in_sentence
  join participants on participants.event = in_sentence.number and participants.entity = in_sentence.entity
  union all
  select 'event', in_sentence.number, 'place', in_sentence.start, in_sentence."end"
  from in_sentence
  join events on events.number = in_sentence.number and events.place = in_sentence.entity
  union all
  select 'fact', facts.number, iif(mentions.entity = facts.subject, 'subject', 'other'), mentions.start, mentions."end"
  from chosen
  join facts on chosen.kind = 'fact' and facts.number = chosen.number
  join sentences on sentences.number = facts.sentence
  join mentions
    on mentions.document = facts.document
    and mentions.start >= sentences.start
    and mentions."end" <= sentences."end"
  where mentions.entity in (facts.subject, facts.other)
    and (mentions.start >= facts."end" or mentions."end" <= facts.start)
  union all
  select 'quote', quotes.number, 'words', json_extract(span.value, '$[0]'), json_extract(span.value, '$[1]')
  from chosen
  join quotes on chosen.kind = 'quote' and quotes.number = chosen.number
  join json_each(quotes.spans) as span
  union all
  select 'quote', quotes.number, 'source', quotes.source_start, quotes.source_end
  from chosen
  join quotes on chosen.kind = 'quote' and quotes.number = chosen.number
  where quotes.source_start is not null
  union all
  select 'quote', quotes.number, 'cue', quotes.cue_start, quotes.cue_end
  from chosen
  join quotes on chosen.kind = 'quote' and quotes.number = chosen.number
  where quotes.cue_start is not null
  union all
  select 'quote', quotes.number, 'addressee', quotes.addressee_start, quotes.addressee_end
  from chosen
  join quotes on chosen.kind = 'quote' and quotes.number = chosen.number
  where quotes.addressee_start is not null
  union all
  select 'quote', quotes.number, 'medium', quotes.medium_start, quotes.medium_end
  from chosen
  join quotes on chosen.kind = 'quote' and quotes.number = chosen.number
  where quotes.medium_start is not null
  union all
  select 'quote', quotes.number, 'occasion', quotes.occasion_start, quotes.occasion_end
  from chosen
  join quotes on chosen.kind = 'quote' and quotes.number = chosen.number
  where quotes.occasion_start is not null
)
select
  chosen.kind,
  chosen.id,
  chosen.rule,
  chosen.start,
  chosen."end",
  case chosen.kind
    when 'event' then (
      select json_object(
        'trigger', substr(documents.text, trigger_start + 1, trigger_end - trigger_start),
        'type', type,
        'mode', mode,
        'cameo', cameo(type, mode, status),
        'asserted_by', asserted_by,
        'asserter', (
          select coalesce(
            entities.name,
            entities.description,
            substr(documents.text, quotes.source_start + 1, quotes.source_end - quotes.source_start)
          )
          from quotes
          left join entities on entities.number = quotes.speaker
          where quotes.id = events.asserted_by
        ),
        'status', status,
        'earliest', earliest,
        'latest', latest,
        'dated_by', dated_by,
        'reason', reason,
        'after', (
          select json_object('id', earlier.id, 'words', substr(documents.text, trigger_start + 1, trigger_end - trigger_start))
          from events as earlier
          join documents on documents.number = earlier.document
          where earlier.id = events.after
        ),
        'place', (select coalesce(name, description) from entities where number = place),
        'participants', (
          select json_group_array(json_object('name', name, 'role', role, 'by_table', json(iif(by_table, 'true', 'false'))))
          from (
            select
              participated.name,
              participated.role,
              exists (
                select 1
                from in_sentence
                where in_sentence.number = events.number
                  and in_sentence.entity = entities.number
                  and in_sentence.rule in ('description.holder', 'name.holder')
              ) as by_table
            from participated
            join entities on entities.id = participated.entity
            where participated.event = events.number
            order by participated.role, participated.name
          )
        )
      )
      from events
      where number = chosen.number
    )
    when 'quote' then (
      select json_object(
        'kind', kind,
        'speech', json(iif(speech, 'true', 'false')),
        'said', text,
        'speaker', (select coalesce(name, description) from entities where number = speaker),
        'unnamed', json(iif(unnamed, 'true', 'false')),
        'hearer', (select coalesce(name, description) from entities where number = hearer),
        'medium', medium,
        'earliest', earliest,
        'latest', latest,
        'dated_by', dated_by,
        'reason', reason,
        'within', within,
        'spans', json(spans),
        'quoted', json(quoted)
      )
      from quotes
      where number = chosen.number
    )
    when 'fact' then (
      select json_object(
        'subject', (select coalesce(name, description) from entities where number = subject),
        'predicate', predicate,
        'object', object,
        'other', (select coalesce(name, description) from entities where number = other),
        'value', value,
        'earliest', earliest,
        'latest', latest,
        'holds', holds
      )
      from facts
      where number = chosen.number
    )
    when 'time' then (
      select json_object('type', type, 'value', value, 'earliest', earliest, 'latest', latest, 'reason', reason)
      from times
      where number = chosen.number
    )
  end as "finding [json]",
  (
    select json_group_array(json_object('what', what, 'start', start, 'end', "end"))
    from (
      select what, start, "end"
      from marks
      where marks.kind = chosen.kind and marks.number = chosen.number
      order by start, what
    )
  ) as "marks [json]",
  (
    select json_object('by_hand', json(iif(exists (select 1 from overruled where overruled.id = times.id), 'true', 'false')), 'id', times.id, 'words', substr(documents.text, times.start + 1, times."end" - times.start), 'value', times.value, 'rule', times.rule, 'reason', times.reason)
    from events
    join times on times.number = events.time
    where chosen.kind = 'event' and events.number = chosen.number
  ) as "time [json]",
  (
    select json_group_array(json_object('id', id, 'judgement', judgement, 'set', json(value), 'author', author, 'day', day, 'reason', reason, 'state', state))
    from (
      select corrections.*, substr(made, 1, 10) as day
      from anchors
      join corrections on corrections.number = anchors.correction
      where anchors.now = chosen.id and anchors.part = 'target'
      order by corrections.made, corrections.id
    )
  ) as "corrections [json]",
  (
    select json_object(
      'kind', overruled.kind,
      'type', json_extract("row", '$.type'),
      'mode', json_extract("row", '$.mode'),
      'status', json_extract("row", '$.status'),
      'earliest', json_extract("row", '$.earliest'),
      'latest', json_extract("row", '$.latest'),
      'value', iif(overruled.kind = 'time', json_extract("row", '$.value'), null),
      'predicate', json_extract("row", '$.predicate'),
      'object', json_extract("row", '$.object'),
      'who', (
        select json_group_array(coalesce(entities.name, entities.description))
        from json_each("row", '$.participants') as one
        join appearances on appearances.number = json_extract(one.value, '$[0]')
        join entities on entities.number = appearances.entity
      ),
      'place', (
        select coalesce(entities.name, entities.description)
        from appearances
        join entities on entities.number = appearances.entity
        where appearances.number = json_extract("row", '$.place_appearance')
      ),
      'speaker', (
        select coalesce(entities.name, entities.description)
        from appearances
        join entities on entities.number = appearances.entity
        where appearances.number = json_extract("row", '$.speaker_appearance')
      ),
      'hearer', (
        select coalesce(entities.name, entities.description)
        from appearances
        join entities on entities.number = appearances.entity
        where appearances.number = json_extract("row", '$.hearer_appearance')
      ),
      'medium', json_extract("row", '$.medium'),
      'subject', (
        select coalesce(entities.name, entities.description)
        from appearances
        join entities on entities.number = appearances.entity
        where appearances.number = json_extract("row", '$.subject_appearance')
      )
    )
    from overruled
    where overruled.id = chosen.id and "row" is not null
  ) as "read [json]",
  sentences.start as sentence_start,
  sentences."end" as sentence_end,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence,
  documents.id as document,
  documents.title,
  documents.date as written,
  documents.date_from as "date from",
  documents.date_notes as "notes [json]",
  documents.source,
  documents.text
from chosen
join documents on documents.number = chosen.document
left join sentences on sentences.number = chosen.sentence
order by chosen.kind, chosen.id
