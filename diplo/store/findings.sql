-- name: last_numbers
select
  (select coalesce(max(number), 0) from sentences) as sentences,
  (select coalesce(max(number), 0) from times) as times,
  (select coalesce(max(number), 0) from events) as events,
  (select coalesce(max(number), 0) from quotes) as quotes,
  (select coalesce(max(number), 0) from facts) as facts

-- name: quotes_of
select number from quotes where document = :document

-- name: erase_facts
delete from facts where document = :document

-- name: erase_quotes
delete from quotes where document = :document

-- name: erase_events
delete from events where document = :document

-- name: erase_times
delete from times where document = :document

-- name: erase_mentions
delete from mentions where document = :document

-- name: erase_appearances
delete from appearances where document = :document

-- name: erase_sentences
delete from sentences where document = :document

-- name: write_sentence
insert into sentences (number, document, start, "end")
values (:number, :document, :start, :end)

-- name: write_time
insert into times (
  number, id, document, sentence, start, "end", type, value, earliest, latest, rule, reason
)
values (
  :number, :id, :document, :sentence, :start, :end, :type, :value, :earliest, :latest, :rule, :reason
)

-- name: write_event
insert into events (
  number, id, document, sentence, trigger_start, trigger_end, type, mode, status, earliest, latest, dated_by,
  place, place_appearance, rule, time, status_cue_start, status_cue_end, reason, after, asserted_by, chain, step
)
values (
  :number, :id, :document, :sentence, :trigger_start, :trigger_end, :type, :mode, :status, :earliest, :latest,
  :dated_by, :place, :place_appearance, :rule, :time, :status_cue_start, :status_cue_end, :reason, :after,
  :asserted_by, :chain, :step
)

-- name: write_participant
insert or ignore into participants (event, entity, appearance, role)
values (:event, :entity, :appearance, :role)

-- name: write_quote
insert into quotes (
  number, id, document, sentence, start, "end", kind, speech, spans, quoted, source_start, source_end,
  cue_start, cue_end, speaker, speaker_appearance, rule, text, addressee_start, addressee_end, hearer,
  hearer_appearance, medium, medium_start, medium_end, occasion_start, occasion_end, earliest, latest, dated_by,
  reason, within, unnamed
)
values (
  :number, :id, :document, :sentence, :start, :end, :kind, :speech, :spans, :quoted, :source_start, :source_end,
  :cue_start, :cue_end, :speaker, :speaker_appearance, :rule, :text, :addressee_start, :addressee_end, :hearer,
  :hearer_appearance, :medium, :medium_start, :medium_end, :occasion_start, :occasion_end, :earliest, :latest,
  :dated_by, :reason, :within, :unnamed
)

-- name: write_fact
insert into facts (
  number, id, document, sentence, subject, subject_appearance, predicate, object, start, "end", rule, other,
  other_appearance, value, earliest, latest, holds, written
)
values (
  :number, :id, :document, :sentence, :subject, :subject_appearance, :predicate, :object, :start, :end, :rule,
  :other, :other_appearance, :value, :earliest, :latest, :holds, :written
)
