//! Keep it, and find it again.
