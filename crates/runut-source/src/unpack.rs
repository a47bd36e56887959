//! Unpacking, bounded: what grows beyond all measure is cut off with an error.

use std::{
    io::{self, BufRead, BufReader, Chain, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};

use crate::kind::{Packing, packing};

/// A stream of bytes that may be handed to another thread.
pub(crate) type Bytes = Box<dyn BufRead + Send>;

/// So many bytes are read from a disk at once.
pub(crate) const BUFFER_BYTES: usize = 128 << 10;
/// No packed text grows more than this many times: prose packs to a third, empty markup to a hundredth.
const RATIO_MAX: u64 = 300;
/// The ratio is looked at only beyond this many bytes.
const RATIO_FREE_BYTES: u64 = 16 << 20;
/// The dictionary of a packed archive; those seen are near 0.1 MiB.
const DICTIONARY_BYTES_MAX: u64 = 16 << 20;

/// The stream, unpacked where its first bytes say that it is packed.
///
/// # Errors
/// Where the stream cannot be read.
pub(crate) fn unpack(mut packed: Bytes) -> io::Result<Unpacked> {
    let read = Arc::new(AtomicU64::new(0));
    let packing = packing(packed.fill_buf()?);
    if packing == Packing::Not {
        return Ok(Unpacked(Layer::Not(packed)));
    }
    let mut counted = Counted { inner: packed, read: Arc::clone(&read) };
    let layer = if packing == Packing::Gzip {
        Layer::Gzip(Box::new(BufReader::new(Bounded { inner: Members::of(counted), read, made: 0 })))
    } else {
        let dictionary = dictionary(&mut counted)?;
        let decoder = zstd::Decoder::with_dictionary(counted, &dictionary)?;
        let inner: Box<dyn Read + Send> = Box::new(decoder);
        Layer::Zstd(BufReader::new(Bounded { inner, read, made: 0 }))
    };
    Ok(Unpacked(layer))
}

/// A stream without its packing.
pub(crate) struct Unpacked(Layer);

enum Layer {
    Not(Bytes),
    Gzip(Box<BufReader<Bounded<Members<Counted>>>>),
    Zstd(BufReader<Bounded<Box<dyn Read + Send>>>),
}

impl Unpacked {
    fn inner(&mut self) -> &mut dyn BufRead {
        match &mut self.0 {
            Layer::Not(bytes) => bytes,
            Layer::Gzip(bytes) => bytes.as_mut(),
            Layer::Zstd(bytes) => bytes,
        }
    }

    /// After an error: goes on where the next member of a gzip archive starts. `false` where there is no way on.
    pub(crate) fn skip_damage(&mut self) -> io::Result<bool> {
        let Layer::Gzip(bytes) = &mut self.0 else { return Ok(false) };
        let len = bytes.buffer().len();
        bytes.consume(len);
        bytes.get_mut().inner.skip_damage()
    }
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner().read(buffer)
    }
}

impl BufRead for Unpacked {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match &mut self.0 {
            Layer::Not(bytes) => bytes.fill_buf(),
            Layer::Gzip(bytes) => bytes.fill_buf(),
            Layer::Zstd(bytes) => bytes.fill_buf(),
        }
    }

    fn consume(&mut self, len: usize) {
        self.inner().consume(len);
    }
}

/// Counts what is read.
struct Counted {
    inner: Bytes,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(buffer)?;
        self.read.fetch_add(len as u64, Ordering::Relaxed);
        Ok(len)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, len: usize) {
        self.read.fetch_add(len as u64, Ordering::Relaxed);
        self.inner.consume(len);
    }
}

/// Ends with an error where far more is made than was read.
struct Bounded<R> {
    inner: R,
    read: Arc<AtomicU64>,
    made: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(buffer)?;
        self.made += len as u64;
        if self.made > RATIO_FREE_BYTES && self.made / RATIO_MAX > self.read.load(Ordering::Relaxed) {
            return Err(io::Error::other(format!("it unpacks to more than {RATIO_MAX} times its size")));
        }
        Ok(len)
    }
}

/// How a member of a gzip file starts.
const GZIP_START: &[u8] = &[0x1f, 0x8b, 0x08];

/// The members of a gzip file, one after the other: an archive has one for each record.
struct Members<R: BufRead> {
    decoder: Option<GzDecoder<Chain<&'static [u8], R>>>,
}

impl<R: BufRead> Members<R> {
    fn of(packed: R) -> Self {
        Self { decoder: Some(GzDecoder::new((&b""[..]).chain(packed))) }
    }

    fn packed(&mut self) -> Option<R> {
        self.decoder.take().map(|decoder| decoder.into_inner().into_inner().1)
    }

    /// Leaves the broken member, and starts where the next one may.
    fn skip_damage(&mut self) -> io::Result<bool> {
        let Some(mut packed) = self.packed() else { return Ok(false) };
        let mut seen = 0;
        while seen < GZIP_START.len() {
            let buffer = packed.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let mut used = 0;
            for &byte in buffer {
                used += 1;
                seen = if byte == GZIP_START[seen] { seen + 1 } else { usize::from(byte == GZIP_START[0]) };
                if seen == GZIP_START.len() {
                    break;
                }
            }
            packed.consume(used);
        }
        self.decoder = Some(GzDecoder::new(GZIP_START.chain(packed)));
        Ok(true)
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(decoder) = &mut self.decoder else { return Ok(0) };
            let len = decoder.read(buffer)?;
            if len > 0 || buffer.is_empty() {
                return Ok(len);
            }
            let Some(mut packed) = self.packed() else { return Ok(0) };
            if packed.fill_buf()?.first() == GZIP_START.first() {
                *self = Self::of(packed);
            }
        }
    }
}

/// The dictionary that leads a packed archive; empty where there is none. Leaves the stream at the first frame.
///
/// # Source
/// IIPC, "Zstandard compression for WARC files" 1.0: a skippable frame `5D 2A 4D 18`, itself packed or not.
fn dictionary(packed: &mut impl BufRead) -> io::Result<Vec<u8>> {
    if !packed.fill_buf()?.starts_with(&[0x5d, 0x2a, 0x4d, 0x18]) {
        return Ok(Vec::new());
    }
    let mut head = [0; 8];
    packed.read_exact(&mut head)?;
    let len = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
    if len > DICTIONARY_BYTES_MAX {
        return Err(io::Error::other("its dictionary is too long"));
    }
    let mut bytes = Vec::new();
    packed.by_ref().take(len).read_to_end(&mut bytes)?;
    if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let mut plain = Vec::new();
        zstd::Decoder::new(&bytes[..])?.take(DICTIONARY_BYTES_MAX).read_to_end(&mut plain)?;
        return Ok(plain);
    }
    Ok(bytes)
}

/// The body of an answer without its `Content-Encoding`, at most `limit_bytes` of it and one more.
///
/// # Errors
/// Where the encoding is none that is known, or the body is not in it.
pub(crate) fn decode(encoding: &str, body: &[u8], limit_bytes: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut decoder: Box<dyn Read> = match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => Box::new(body),
        "gzip" | "x-gzip" => Box::new(flate2::bufread::MultiGzDecoder::new(body)),
        // Half of the hosts leave out zlib's frame.
        "deflate" if matches!(body, [0x78, ..]) => Box::new(ZlibDecoder::new(body)),
        "deflate" => Box::new(DeflateDecoder::new(body)),
        "br" => Box::new(brotli_decompressor::Decompressor::new(body, 4096)),
        "zstd" => Box::new(zstd::Decoder::with_buffer(body)?),
        other => return Err(io::Error::other(format!("its encoding `{other}` is not known"))),
    };
    decoder.by_ref().take(limit_bytes + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
