-- SQLite keeps a value in the class that it was bound in, and text is no place for bytes: what is read or dumped as text ends at
-- the first NUL. From here on all bytes are BLOBs there; those of earlier programs are converted (core/database/stored_bytes.h),
-- and while they wait for it nothing is written. A server has one class for its bytes, and needs neither trigger.
CREATE TRIGGER IF NOT EXISTS bytes_wait_to_be_converted BEFORE UPDATE OF version ON accounts
BEGIN SELECT RAISE(ABORT, 'stored bytes are still to be converted; first: callwidgets-admin migrate'); END;

-- An older program's batch would find no call by its id, and count it twice.
CREATE TRIGGER IF NOT EXISTS batch_of_an_older_program BEFORE INSERT ON batches WHEN typeof(NEW.source) <> 'blob'
BEGIN SELECT RAISE(ABORT, 'this callwidgets-admin is older than the database: install the newer one'); END;

CREATE TRIGGER IF NOT EXISTS load_of_an_older_program BEFORE INSERT ON loads WHEN typeof(NEW.source) <> 'blob'
BEGIN SELECT RAISE(ABORT, 'this callwidgets-admin is older than the database: install the newer one'); END;
