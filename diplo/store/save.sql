-- name: start_run
insert into runs (started, diplo, model) values (:started, :diplo, :model) returning number

-- name: before
select number, hash from documents where id = :id

-- name: loses_copies
update documents set copy_of = null, stale = 1 where copy_of = :number

-- name: write
insert into documents (id, title, date, date_from, date_notes, source, url, hash, text, run, stale)
values (:id, :title, :date, :date_from, :date_notes, :source, :url, :hash, :text, :run, :stale)
on conflict (id) do update set
  title = excluded.title,
  date = excluded.date,
  date_from = excluded.date_from,
  date_notes = excluded.date_notes,
  source = excluded.source,
  url = excluded.url,
  hash = excluded.hash,
  text = excluded.text,
  run = excluded.run,
  stale = excluded.stale,
  copy_of = null
returning number
