-- name: row
select * from documents where id = :id

-- name: beginning
select * from documents where substr(id, 1, length(:id)) = :id order by id limit 6

-- name: all
select number from documents order by date is null, date, id

-- name: all_stale
select number from documents where stale order by date is null, date, id

-- name: make_stale
update documents set stale = 1 where copy_of is null

-- name: numbered
select * from documents where number = :number

-- name: same_text
select number, id, date, copy_of from documents where hash = :hash order by date is null, date, id

-- name: becomes_copy
update documents set copy_of = :carrier, stale = 0 where number = :number

-- name: becomes_carrier
update documents set copy_of = null, stale = 1 where number = :number

-- name: loses_copies
update documents set copy_of = null, stale = 1 where copy_of = :number

-- name: remove
delete from documents where number = :number

-- name: set_by_hand
update documents
set title = :title,
  date = :date,
  date_from = :date_from,
  date_notes = :date_notes,
  source = :source,
  by_hand = :by_hand,
  stale = max(stale, date is not :date and copy_of is null)
where number = :number

-- name: note
update documents set date_notes = :date_notes where id = :id
