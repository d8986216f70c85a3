//! Ctrl-C: the first asks to stop, the second ends at once.

use super::exit::INTERRUPTED;
use crate::vocabulary::Text;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is said at the first.
pub const STOPPING: Text = Text {
    en: "stopping when the blocks that are running are finished; Ctrl-C again ends at once",
    zh: "正在完成运行中的批次后停止；再按一次 Ctrl-C 立即结束",
};

/// A flag that the first Ctrl-C (or a request to terminate) sets; the second ends the process with 130.
///
/// # Errors
/// A text when the system does not let itself be listened to.
pub fn listen(first: impl Fn() + Send + 'static) -> Result<Arc<AtomicBool>, String> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    let on_signal = move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(INTERRUPTED));
        }
        first();
    };
    ctrlc::set_handler(on_signal).map_err(|error| format!("cannot listen to Ctrl-C: {error}"))?;
    Ok(stop)
}
