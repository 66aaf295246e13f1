//! Runs a network: rows of different lengths in, tensors out, on one thread.

use std::sync::Arc;

use rten::{Model, ModelOptions, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::NdTensor;

/// A network as it ships.
pub(super) struct Graph {
    model: Model,
    pool: Arc<ThreadPool>,
}

impl Graph {
    pub(super) fn new(bytes: &'static [u8]) -> Self {
        let mut options = ModelOptions::with_all_ops();
        let model = options.prepack_weights(true).load_static_slice(bytes).expect("the bundled network loads");
        // One thread a page: pages are read side by side, and the sums come out the same.
        Self { model, pool: Arc::new(ThreadPool::with_num_threads(1)) }
    }

    /// What the network gives for a batch: tensors of rows, places and values.
    pub(super) fn run<const N: usize>(&self, inputs: Vec<(&str, ValueOrView<'_>)>, outputs: [&str; N]) -> [NdTensor<f32, 3>; N] {
        let id = |name: &str| self.model.node_id(name).expect("the bundled network has this node");
        let inputs = inputs.into_iter().map(|(name, value)| (id(name), value)).collect();
        let options = RunOptions::default().with_thread_pool(Some(self.pool.clone()));
        let out = self.model.run_n(inputs, outputs.map(id), Some(options)).expect("the bundled network runs on any batch");
        out.map(|value: Value| value.try_into().expect("the bundled network gives this shape"))
    }
}

/// Rows of different lengths as one tensor, filled up with nought.
pub(super) fn grid<'a, T: Copy + Default, R, I: Iterator<Item = T>>(
    width: usize,
    rows: &'a [R],
    row: impl Fn(&'a R) -> I,
) -> NdTensor<T, 2> {
    let mut out = vec![T::default(); rows.len() * width];
    for (at, r) in rows.iter().enumerate() {
        for (slot, value) in out[at * width..].iter_mut().zip(row(r)) {
            *slot = value;
        }
    }
    NdTensor::from_data([rows.len(), width], out)
}

/// Rows in runs of at most `most` places, those included that fill up shorter rows; a longer row is a run alone.
/// In the order of their lengths rows need the least filling up.
pub(super) fn batches<T>(rows: &[T], length: impl Fn(&T) -> usize, most: usize) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let mut longest = 0;
        let fits = |(n, row): &(usize, &T)| {
            longest = longest.max(length(row));
            *n == 0 || (n + 1) * longest <= most
        };
        let n = rest.iter().enumerate().take_while(fits).count();
        let (batch, tail) = rest.split_at(n);
        rest = tail;
        (!batch.is_empty()).then_some(batch)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_full_but_not_over() {
        let lengths = [2, 3, 3, 4, 9, 20];
        let sizes: Vec<usize> = batches(&lengths, |&n| n, 10).map(<[usize]>::len).collect();
        assert_eq!(sizes, [3, 1, 1, 1]);
    }
}
