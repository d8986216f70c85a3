//! Ctrl-C: the first asks to stop, the second ends at once.

use super::exit::INTERRUPTED;
use crate::vocabulary::Text;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What is said at the first.
pub const STOPPING: Text = Text {
    en: "stopping when the blocks that are running are finished; Ctrl-C again ends at once",
    zh: "正在完成运行中的批次后停止；再按一次 Ctrl-C 立即结束",
};

/// The flag of this process, which has one handler however many experiments it runs.
static STOP: OnceLock<Arc<AtomicBool>> = OnceLock::new();
/// What the experiment that is running does at the first.
static FIRST: Mutex<Option<Box<dyn Fn() + Send>>> = Mutex::new(None);

/// A flag that the first Ctrl-C (or a request to terminate) sets; the second ends the process with 130. A second call
/// gets the same flag and takes over what is done at the first.
///
/// # Errors
/// A text when the system does not let itself be listened to.
pub fn listen(first: impl Fn() + Send + 'static) -> Result<Arc<AtomicBool>, String> {
    *FIRST.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(first));
    if let Some(stop) = STOP.get() {
        return Ok(Arc::clone(stop));
    }
    let stop = Arc::clone(STOP.get_or_init(Arc::default));
    let flag = Arc::clone(&stop);
    let on_signal = move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(INTERRUPTED));
        }
        if let Some(first) = &*FIRST.lock().unwrap_or_else(PoisonError::into_inner) {
            first();
        }
    };
    ctrlc::set_handler(on_signal).map_err(|error| format!("cannot listen to Ctrl-C: {error}"))?;
    Ok(stop)
}
