//! Opening a store: the file, its schema, and the way from older schemas to this one.

use std::{
    ffi::OsStr,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::{At as _, Error, Result, Store};

/// The schema that this version writes: the number of the last migration.
pub const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// `migrations/`, in order; entry `n` leads from schema `n` to `n + 1`. A released one is never changed.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
    include_str!("../migrations/0004.sql"),
    include_str!("../migrations/0005.sql"),
    include_str!("../migrations/0006.sql"),
    include_str!("../migrations/0007.sql"),
    include_str!("../migrations/0008.sql"),
    include_str!("../migrations/0009.sql"),
];

/// "runt", big-endian: tells a store from other programs' databases (`PRAGMA application_id`).
const APPLICATION: i64 = 0x7275_6e74;

/// Memory for pages of the file.
const CACHE_KIB: i64 = 32 << 10;
/// Statements that are kept ready.
const STATEMENTS_MAX: usize = 96;

/// How a store is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How long to wait for another process that is writing.
    pub wait: Duration,
    /// Upper bound of the file in bytes; `None`: what the disk holds.
    pub bytes_max: Option<u64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { wait: Duration::from_secs(30), bytes_max: None }
    }
}

impl Store {
    /// Opens the store at `path` for reading and writing; makes it, and the folders above it, where there is none.
    ///
    /// # Errors
    /// Where `path` is a folder, may not be written, is another program's file, is damaged, was written by a newer
    /// runut, or is being written by another process for more than half a minute.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, Settings::default())
    }

    /// As [`Store::open`], with settings.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_with(path: &Path, settings: Settings) -> Result<Self> {
        refuse_folder(path)?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|source| Error::denied(source, path))?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self::connect(path.as_os_str(), flags, path, settings)?;
        store.schema()?;
        if store.connection.is_readonly("main").at(&store)? {
            return Err(Error::ReadOnly { path: path.to_owned() });
        }
        store.write_ahead()?;
        store.migrate()?;
        store.limit()?;
        Ok(store)
    }

    /// Opens the store at `path` for reading only. It must be there; one of an older schema is first brought to this
    /// one, which must write.
    ///
    /// # Errors
    /// Where there is none, and as [`Store::open`].
    pub fn open_read(path: &Path) -> Result<Self> {
        refuse_folder(path)?;
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let settings = Settings::default();
        let look = |name: &OsStr, flags| {
            let store = Self::connect(name, flags, path, settings)?;
            let schema = store.schema()?;
            Ok((store, schema))
        };
        let (store, schema) = match look(path.as_os_str(), flags) {
            // A log cannot be made in a folder that is read-only; where none is left over, the file is all there is.
            Err(Error::Denied { .. } | Error::ReadOnly { .. }) if !log_is_left(path) => {
                look(immutable(path).as_ref(), flags | OpenFlags::SQLITE_OPEN_URI)?
            }
            looked => looked?,
        };
        if schema < SCHEMA { Self::open(path) } else { Ok(store) }
    }

    fn connect(name: &OsStr, flags: OpenFlags, path: &Path, settings: Settings) -> Result<Self> {
        let connection = Connection::open_with_flags(name, flags)
            .map_err(|source| Error::sqlite(source, path, settings.wait))?;
        let store = Self { connection, path: path.to_owned(), settings };
        store.connection.busy_timeout(settings.wait).at(&store)?;
        store.connection.pragma_update(None, "foreign_keys", true).at(&store)?;
        store.connection.pragma_update(None, "synchronous", "FULL").at(&store)?;
        store.connection.pragma_update(None, "cache_size", -CACHE_KIB).at(&store)?;
        store.connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
        Ok(store)
    }

    /// The file's schema; 0 of one that is new.
    fn schema(&self) -> Result<u32> {
        let path = || self.path.clone();
        // In one transaction: between two questions another process may make the store.
        let alone = self.connection.is_autocommit();
        let look = alone.then(|| self.connection.unchecked_transaction()).transpose().at(self)?;
        let number = |pragma| self.connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
        let found = number("user_version").at(self)?;
        let application = number("application_id").at(self)?;
        let things: i64 =
            self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).at(self)?;
        look.map_or(Ok(()), rusqlite::Transaction::finish).at(self)?;
        let fresh = things == 0 && found == 0 && application == 0;
        let found = u32::try_from(found).map_err(|_| Error::NotAStore { path: path() })?;
        match found {
            0 if fresh => Ok(0),
            _ if application != APPLICATION || found == 0 => Err(Error::NotAStore { path: path() }),
            _ if found > SCHEMA => Err(Error::Newer { path: path(), found, known: SCHEMA }),
            _ => Ok(found),
        }
    }

    /// Readers do not wait for writers. Kept in the file, so done once.
    fn write_ahead(&self) -> Result<()> {
        let deadline = Instant::now() + self.settings.wait;
        loop {
            let mode = self
                .connection
                .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))
                .at(self);
            match mode {
                // SQLite does not wait here by itself while another process makes the same store.
                Err(Error::Busy { .. }) if Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(10));
                }
                mode => return mode.map(|_| ()),
            }
        }
    }

    /// Brings the file to [`SCHEMA`], all or nothing.
    fn migrate(&mut self) -> Result<()> {
        if self.schema()? == SCHEMA {
            return Ok(());
        }
        let (path, wait) = (self.path.clone(), self.settings.wait);
        let at = |source| Error::sqlite(source, &path, wait);
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(at)?;
        // Asked again under the lock: another process may have done it meanwhile.
        let done = self.schema().and_then(|schema| {
            for migration in MIGRATIONS.get(schema as usize..).unwrap_or_default() {
                self.connection.execute_batch(migration).map_err(at)?;
            }
            self.connection.pragma_update(None, "user_version", SCHEMA).map_err(at)?;
            self.connection.execute_batch("COMMIT").map_err(at)
        });
        if done.is_err() && !self.connection.is_autocommit() {
            // The first error is the one to tell; closing the file undoes the same.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        done
    }

    fn limit(&self) -> Result<()> {
        let Some(bytes_max) = self.settings.bytes_max else { return Ok(()) };
        let page_bytes: u64 =
            self.connection.pragma_query_value(None, "page_size", |row| row.get::<_, i64>(0)).at(self)?
                as u64;
        let pages_max = i64::try_from(bytes_max / page_bytes.max(1)).unwrap_or(i64::MAX).max(1);
        self.connection
            .pragma_update_and_check(None, "max_page_count", pages_max, |row| row.get::<_, i64>(0))
            .at(self)
            .map(|_| ())
    }

    /// Whether the file is sound, page by page and link by link. Reads all of it.
    ///
    /// # Errors
    /// Where it is damaged; the error says where first.
    pub fn check(&self) -> Result<()> {
        let damaged = |detail| Err(Error::Damaged { path: self.path.clone(), detail });
        let first: String =
            self.connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).at(self)?;
        if first != "ok" {
            return damaged(first);
        }
        let mut links = self.connection.prepare("PRAGMA foreign_key_check").at(self)?;
        let mut broken = links.query([]).at(self)?;
        match broken.next().at(self)? {
            Some(row) => damaged(format!("a row of `{}` points nowhere", row.get::<_, String>(0).at(self)?)),
            None => Ok(()),
        }
    }

    /// A transaction that may write, from its start, so that it never fails half-way for another's sake.
    pub(crate) fn begin(&mut self) -> Result<rusqlite::Transaction<'_>> {
        let (path, wait) = (self.path.clone(), self.settings.wait);
        self.connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|source| Error::sqlite(source, &path, wait))
    }
}

fn refuse_folder(path: &Path) -> Result<()> {
    if path.is_dir() { Err(Error::Folder { path: path.to_owned() }) } else { Ok(()) }
}

fn log_is_left(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

/// The file as one that nobody changes, in SQLite's URI form.
fn immutable(path: &Path) -> String {
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?immutable=1")
}
