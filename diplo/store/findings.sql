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
