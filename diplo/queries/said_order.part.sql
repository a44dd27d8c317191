order by -- :limit
  score, -- :best :words :limit
  day, document_id, place, quote -- :limit
