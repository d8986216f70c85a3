//! Tables on disk: Parquet, and CSV beside it.
//!
//! A table is written in row groups, one a block of the plan; a joined file holds the row groups of its parts as they
//! are, byte for byte, so it is the same for any number of threads and after any interruption. A missing value is a
//! null in Parquet and an empty cell in CSV, never a not-a-number.

use super::Problem;
use super::table::{Column, Field, Kind, Rows};

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::column::reader::ColumnReader;
use parquet::column::writer::{ColumnCloseResult, ColumnWriter};
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::{ChunkReader, FileReader, RowGroupReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnPath, Type, TypePtr};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// The rows as a Parquet file of one row group.
///
/// # Errors
/// Whatever the Parquet library finds wrong.
pub(crate) fn encode(rows: &Rows, fields: &[Field]) -> Result<Vec<u8>, ParquetError> {
    let mut writer = SerializedFileWriter::new(Vec::new(), schema(fields)?, properties(fields))?;
    let mut group = writer.next_row_group()?;
    for (column, field) in rows.columns.iter().zip(fields) {
        let Some(mut open) = group.next_column()? else { break };
        match (open.untyped(), column) {
            (ColumnWriter::ByteArrayColumnWriter(to), Column::Text(values)) => {
                // Texts repeat: each is copied once.
                let mut known: BTreeMap<&str, ByteArray> = BTreeMap::new();
                let (present, levels) = split(values, |text| {
                    known.entry(text.as_str()).or_insert_with(|| ByteArray::from(text.as_str())).clone()
                });
                to.write_batch(&present, levels.as_deref().filter(|_| !field.required), None)?;
            }
            (ColumnWriter::Int64ColumnWriter(to), Column::Whole(values)) => {
                let (present, levels) = split(values, |n| *n);
                to.write_batch(&present, levels.as_deref().filter(|_| !field.required), None)?;
            }
            (ColumnWriter::DoubleColumnWriter(to), Column::Real(values)) => {
                let (present, levels) = split(values, |x| *x);
                to.write_batch(&present, levels.as_deref().filter(|_| !field.required), None)?;
            }
            _ => return Err(ParquetError::General(format!("column {} does not fit its schema", field.name))),
        }
        open.close()?;
    }
    group.close()?;
    writer.into_inner()
}

/// The values that are there, and for each row whether it has one.
fn split<'v, T, U>(values: &'v [Option<T>], map: impl FnMut(&'v T) -> U) -> (Vec<U>, Option<Vec<i16>>) {
    let levels = values.iter().map(|value| i16::from(value.is_some())).collect();
    (values.iter().flatten().map(map).collect(), Some(levels))
}

fn schema(fields: &[Field]) -> Result<TypePtr, ParquetError> {
    let column = |field: &Field| {
        let (physical, logical) = match field.kind {
            Kind::Text => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Whole => (PhysicalType::INT64, None),
            Kind::Real => (PhysicalType::DOUBLE, None),
        };
        let repetition = if field.required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
        Type::primitive_type_builder(field.name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()
            .map(Arc::new)
    };
    let columns = fields.iter().map(column).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder("table").with_fields(columns).build()?))
}

fn properties(fields: &[Field]) -> Arc<WriterProperties> {
    let mut builder = WriterProperties::builder()
        .set_created_by(format!("microgov {}", super::VERSION))
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true);
    for field in fields.iter().filter(|field| field.kind == Kind::Real) {
        // Outcomes hardly ever repeat: a dictionary would hold each of them once, and its index on top.
        builder = builder.set_column_dictionary_enabled(ColumnPath::from(field.name), false);
    }
    Arc::new(builder.build())
}

/// Joins encoded row groups into one file without decoding them.
pub(crate) struct Joiner<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    rows: u64,
}

impl<W: Write + Send> Joiner<W> {
    pub(crate) fn new(to: W, fields: &[Field]) -> Result<Joiner<W>, ParquetError> {
        Ok(Joiner { writer: SerializedFileWriter::new(to, schema(fields)?, properties(fields))?, rows: 0 })
    }

    /// Appends the row groups of an encoded table; one without rows leaves no trace.
    pub(crate) fn append(&mut self, encoded: &Bytes) -> Result<(), ParquetError> {
        let metadata = ParquetMetaDataReader::new().parse_and_finish(encoded)?;
        metadata
            .row_groups()
            .iter()
            .filter(|group| group.num_rows() > 0)
            .try_for_each(|group| self.copy(encoded, group))
    }

    fn copy(&mut self, source: &impl ChunkReader, group: &RowGroupMetaData) -> Result<(), ParquetError> {
        let mut out = self.writer.next_row_group()?;
        for column in group.columns() {
            let close = ColumnCloseResult {
                bytes_written: column.compressed_size().unsigned_abs(),
                rows_written: group.num_rows().unsigned_abs(),
                metadata: column.clone(),
                bloom_filter: None,
                column_index: None,
                offset_index: None,
            };
            out.append_column(source, close)?;
        }
        self.rows += group.num_rows().unsigned_abs();
        out.close()?;
        Ok(())
    }

    /// Ends the file; what it was written to, and how many rows it has.
    pub(crate) fn finish(self) -> Result<(W, u64), ParquetError> {
        Ok((self.writer.into_inner()?, self.rows))
    }
}

/// A table on disk, taken apart into its row groups.
pub(crate) struct Groups<'a> {
    file: File,
    fields: &'a [Field],
    metadata: ParquetMetaData,
}

impl<'a> Groups<'a> {
    pub(crate) fn open(path: &Path, fields: &'a [Field]) -> Result<Groups<'a>, Problem> {
        let file = File::open(path).map_err(|source| Problem::read(path, source))?;
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&file);
        let metadata = metadata.map_err(|error| Problem::Damaged { path: path.into(), what: error.to_string() })?;
        Ok(Groups { file, fields, metadata })
    }

    pub(crate) fn count(&self) -> usize {
        self.metadata.num_row_groups()
    }

    /// A row group as an encoded table of its own.
    pub(crate) fn take(&self, group: usize) -> Result<Bytes, ParquetError> {
        let mut joiner = Joiner::new(Vec::new(), self.fields)?;
        joiner.copy(&self.file, self.metadata.row_group(group))?;
        Ok(Bytes::from(joiner.finish()?.0))
    }
}

/// Reads columns of a Parquet file whole, in the order of `names`.
///
/// # Errors
/// A [`Problem`] when the file cannot be read or lacks a column.
pub fn read_columns(path: &Path, names: &[&str]) -> Result<Vec<Column>, Problem> {
    let file = File::open(path).map_err(|source| Problem::read(path, source))?;
    columns_of(file, names).map_err(|error| Problem::Damaged { path: path.into(), what: error.to_string() })
}

/// Reads columns of an encoded table.
pub(crate) fn columns_of<R: ChunkReader + 'static>(source: R, names: &[&str]) -> Result<Vec<Column>, ParquetError> {
    let reader = SerializedFileReader::new(source)?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let places = names
        .iter()
        .map(|name| {
            let place = schema.columns().iter().position(|column| column.name() == *name);
            place.ok_or_else(|| ParquetError::General(format!("there is no column \"{name}\"")))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut columns: Vec<Column> = Vec::new();
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        for (i, place) in places.iter().enumerate() {
            let more = read_chunk(group.as_ref(), *place)?;
            match columns.get_mut(i) {
                Some(column) => column.append(more),
                None => columns.push(more),
            }
        }
    }
    if columns.is_empty() {
        for place in places {
            columns.push(Column::new(match schema.column(place).physical_type() {
                PhysicalType::INT64 => Kind::Whole,
                PhysicalType::DOUBLE => Kind::Real,
                _ => Kind::Text,
            }));
        }
    }
    Ok(columns)
}

fn read_chunk(group: &dyn RowGroupReader, place: usize) -> Result<Column, ParquetError> {
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    let optional = group.metadata().column(place).column_descr().max_def_level() > 0;
    let mut levels = Vec::new();
    macro_rules! read {
        ($reader:expr, $kind:path, $map:expr) => {{
            let mut present = Vec::new();
            $reader.read_records(rows, optional.then_some(&mut levels), None, &mut present)?;
            let mut present = present.into_iter().map($map);
            if optional {
                $kind(levels.iter().map(|level| if *level > 0 { present.next() } else { None }).collect())
            } else {
                $kind(present.map(Some).collect())
            }
        }};
    }
    Ok(match group.get_column_reader(place)? {
        ColumnReader::Int64ColumnReader(mut reader) => read!(reader, Column::Whole, |n| n),
        ColumnReader::DoubleColumnReader(mut reader) => read!(reader, Column::Real, |x| x),
        ColumnReader::ByteArrayColumnReader(mut reader) => {
            read!(reader, Column::Text, |text: ByteArray| String::from_utf8_lossy(text.data()).into_owned())
        }
        _ => return Err(ParquetError::General(format!("column {place} is of a type that no table here has"))),
    })
}

/// Writes a Parquet file as CSV, row group by row group; how many rows it has.
pub(crate) fn copy_as_csv(path: &Path, fields: &[Field], to: impl Write) -> Result<u64, Problem> {
    let damaged = |error: ParquetError| Problem::Damaged { path: path.into(), what: error.to_string() };
    let file = File::open(path).map_err(|source| Problem::read(path, source))?;
    let reader = SerializedFileReader::new(file).map_err(damaged)?;
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(to);
    let failed = |error: csv::Error| Problem::write(path, std::io::Error::other(error));
    csv.write_record(fields.iter().map(|field| field.name)).map_err(failed)?;
    let mut count = 0;
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group).map_err(damaged)?;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        let columns = (0..fields.len())
            .map(|place| read_chunk(group.as_ref(), place))
            .collect::<Result<Vec<_>, _>>()
            .map_err(damaged)?;
        for row in 0..rows {
            csv.write_record(columns.iter().map(|column| column.print(row))).map_err(failed)?;
        }
        count += rows as u64;
    }
    csv.flush().map_err(|source| Problem::write(path, source))?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::table::Cell;
    use crate::vocabulary::Text;

    const NOTHING: Text = Text { en: "", zh: "" };
    const FIELDS: &[Field] = &[
        Field { name: "arm", kind: Kind::Text, required: true, unit: "", title: NOTHING, meaning: NOTHING },
        Field { name: "replicate", kind: Kind::Whole, required: true, unit: "", title: NOTHING, meaning: NOTHING },
        Field { name: "share", kind: Kind::Real, required: false, unit: "", title: NOTHING, meaning: NOTHING },
    ];

    fn rows(from: i64) -> Rows {
        let mut rows = Rows::new(FIELDS);
        rows.push([Cell::Text("single"), Cell::Whole(from), Cell::Real(0.1 + 0.2)]);
        rows.push([Cell::Text("组长"), Cell::Whole(from + 1), Cell::Missing]);
        rows.push([Cell::Text("a,b"), Cell::Whole(from + 2), Cell::Real(f64::NAN)]);
        rows
    }

    fn joined(parts: &[Rows]) -> Vec<u8> {
        let mut joiner = Joiner::new(Vec::new(), FIELDS).unwrap();
        for part in parts {
            joiner.append(&Bytes::from(encode(part, FIELDS).unwrap())).unwrap();
        }
        joiner.finish().unwrap().0
    }

    #[test]
    fn joined_row_groups_read_back_in_order_and_to_the_bit() {
        let bytes = Bytes::from(joined(&[rows(0), Rows::new(FIELDS), rows(3)]));
        let columns = columns_of(bytes, &["share", "replicate", "arm"]).unwrap();
        assert_eq!(columns[0].reals(), [Some(0.1 + 0.2), None, None, Some(0.1 + 0.2), None, None]);
        assert_eq!(columns[1].wholes().iter().flatten().copied().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(columns[2].texts()[1].as_deref(), Some("组长"));
    }

    #[test]
    fn a_joined_table_taken_apart_and_joined_again_is_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.parquet");
        let whole = joined(&[rows(0), rows(3)]);
        std::fs::write(&path, &whole).unwrap();
        let groups = Groups::open(&path, FIELDS).unwrap();
        let mut joiner = Joiner::new(Vec::new(), FIELDS).unwrap();
        for group in 0..groups.count() {
            joiner.append(&groups.take(group).unwrap()).unwrap();
        }
        assert_eq!(joiner.finish().unwrap().0, whole);
    }

    #[test]
    fn csv_has_empty_cells_for_missing_values_and_the_shortest_exact_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.parquet");
        std::fs::write(&path, joined(&[rows(0)])).unwrap();
        let mut text = Vec::new();
        assert_eq!(copy_as_csv(&path, FIELDS, &mut text).unwrap(), 3);
        assert_eq!(
            String::from_utf8(text).unwrap(),
            "arm,replicate,share\nsingle,0,0.30000000000000004\n组长,1,\n\"a,b\",2,\n"
        );
    }

    #[test]
    fn a_column_that_is_not_there_is_named() {
        let error = columns_of(Bytes::from(joined(&[rows(0)])), &["shore"]).unwrap_err();
        assert!(error.to_string().contains("\"shore\""), "{error}");
    }
}
