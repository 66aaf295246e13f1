//! The ledger in a browser.
