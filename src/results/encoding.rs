//! Tables on disk: Parquet, and CSV beside it.
//!
//! Each block of runs is a table of one row group. When they are joined, row groups are gathered by a rule that knows
//! the numbers of replicates only, so the file is the same for any number of threads and after any interruption. A
//! missing value is a null in Parquet and an empty cell in CSV, never a not-a-number.

use super::Problem;
use super::table::{Column, Field, Kind, Rows};

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::column::reader::ColumnReader;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::{ChunkReader, FileReader, RowGroupReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{ColumnPath, Type, TypePtr};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The rows as a Parquet file of one row group.
///
/// # Errors
/// Whatever the Parquet library finds wrong.
pub(crate) fn encode(rows: &Rows, fields: &[Field]) -> Result<Vec<u8>, ParquetError> {
    let mut writer = SerializedFileWriter::new(Vec::new(), schema(fields)?, properties(fields))?;
    let mut group = writer.next_row_group()?;
    for (column, field) in rows.columns.iter().zip(fields) {
        write_chunk(&mut group, column, field)?;
    }
    group.close()?;
    writer.into_inner()
}

/// Writes the next column of a row group.
fn write_chunk<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    column: &Column,
    field: &Field,
) -> Result<(), ParquetError> {
    let misfit = || ParquetError::General(format!("column {} does not fit its schema", field.name));
    let mut open = group.next_column()?.ok_or_else(misfit)?;
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
        _ => return Err(misfit()),
    }
    open.close()
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

/// Writes tables that were encoded one by one into one file. Several become one row group: the description of a row group
/// takes about as much as the values of a hundred rows, and whoever reads the file holds those of all row groups.
pub(crate) struct Joiner<'f, W: Write + Send> {
    writer: SerializedFileWriter<W>,
    fields: &'f [Field],
    rows: u64,
}

impl<'f, W: Write + Send> Joiner<'f, W> {
    pub(crate) fn new(to: W, fields: &'f [Field]) -> Result<Joiner<'f, W>, ParquetError> {
        Ok(Joiner { writer: SerializedFileWriter::new(to, schema(fields)?, properties(fields))?, fields, rows: 0 })
    }

    /// Appends the rows of these tables as one row group, column by column; tables without rows leave no trace.
    pub(crate) fn append(&mut self, tables: &[Bytes]) -> Result<(), ParquetError> {
        let readers = tables.iter().cloned().map(SerializedFileReader::new).collect::<Result<Vec<_>, _>>()?;
        let rows: i64 = readers.iter().map(|reader| reader.metadata().file_metadata().num_rows()).sum();
        if rows == 0 {
            return Ok(());
        }
        let mut out = self.writer.next_row_group()?;
        for (place, field) in self.fields.iter().enumerate() {
            let mut column = Column::new(field.kind);
            for reader in &readers {
                for group in 0..reader.num_row_groups() {
                    column.append(read_chunk(reader.get_row_group(group)?.as_ref(), place)?);
                }
            }
            write_chunk(&mut out, &column, field)?;
        }
        out.close()?;
        self.rows += rows.unsigned_abs();
        Ok(())
    }

    /// Ends the file; what it was written to, and how many rows it has.
    pub(crate) fn finish(self) -> Result<(W, u64), ParquetError> {
        Ok((self.writer.into_inner()?, self.rows))
    }
}

/// A table on disk, read row group by row group.
pub(crate) struct Reader {
    path: PathBuf,
    file: SerializedFileReader<File>,
}

impl Reader {
    pub(crate) fn open(path: &Path) -> Result<Reader, Problem> {
        let file = File::open(path).map_err(|source| Problem::read(path, source))?;
        let file = SerializedFileReader::new(file);
        let file = file.map_err(|error| Problem::Damaged { path: path.into(), what: error.to_string() })?;
        Ok(Reader { path: path.into(), file })
    }

    pub(crate) fn groups(&self) -> usize {
        self.file.num_row_groups()
    }

    pub(crate) fn rows(&self) -> usize {
        usize::try_from(self.file.metadata().file_metadata().num_rows()).unwrap_or(0)
    }

    /// Columns of a row group, in the order of `names`.
    pub(crate) fn columns(&self, group: usize, names: &[&str]) -> Result<Vec<Column>, Problem> {
        let read = || {
            let places = places(&self.file, names)?;
            let group = self.file.get_row_group(group)?;
            places.into_iter().map(|place| read_chunk(group.as_ref(), place)).collect::<Result<Vec<_>, _>>()
        };
        read().map_err(|error: ParquetError| Problem::Damaged { path: self.path.clone(), what: error.to_string() })
    }
}

/// Where the columns of these names are.
fn places<R: ChunkReader + 'static>(
    reader: &SerializedFileReader<R>,
    names: &[&str],
) -> Result<Vec<usize>, ParquetError> {
    let schema = reader.metadata().file_metadata().schema_descr();
    let place = |name: &&str| {
        let place = schema.columns().iter().position(|column| column.name() == *name);
        place.ok_or_else(|| ParquetError::General(format!("there is no column \"{name}\"")))
    };
    names.iter().map(place).collect()
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
    let places = places(&reader, names)?;
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
    let reader = Reader::open(path)?;
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(to);
    let failed = |error: csv::Error| Problem::write(path, std::io::Error::other(error));
    csv.write_record(&names).map_err(failed)?;
    let mut count = 0;
    for group in 0..reader.groups() {
        let columns = reader.columns(group, &names)?;
        let rows = columns.first().map_or(0, Column::len);
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

    fn encoded(rows: &Rows) -> Bytes {
        Bytes::from(encode(rows, FIELDS).unwrap())
    }

    fn joined(groups: &[&[Rows]]) -> Vec<u8> {
        let mut joiner = Joiner::new(Vec::new(), FIELDS).unwrap();
        for group in groups {
            joiner.append(&group.iter().map(encoded).collect::<Vec<_>>()).unwrap();
        }
        joiner.finish().unwrap().0
    }

    #[test]
    fn joined_row_groups_read_back_in_order_and_to_the_bit() {
        let bytes = Bytes::from(joined(&[&[rows(0), Rows::new(FIELDS)], &[Rows::new(FIELDS)], &[rows(3)]]));
        let columns = columns_of(bytes, &["share", "replicate", "arm"]).unwrap();
        assert_eq!(columns[0].reals(), [Some(0.1 + 0.2), None, None, Some(0.1 + 0.2), None, None]);
        assert_eq!(columns[1].wholes().iter().flatten().copied().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(columns[2].texts()[1].as_deref(), Some("组长"));
    }

    #[test]
    fn how_rows_were_cut_before_they_were_joined_leaves_no_trace() {
        let mut both = rows(0);
        both.append(rows(3));
        let whole = joined(&[&[rows(0), rows(3)]]);
        assert!(whole == joined(&[&[both]]) && whole == joined(&[&[Rows::new(FIELDS), rows(0), rows(3)]]));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.parquet");
        std::fs::write(&path, joined(&[&[rows(0), rows(3)], &[rows(6)]])).unwrap();
        let reader = Reader::open(&path).unwrap();
        assert_eq!((reader.groups(), reader.rows()), (2, 9));
        assert_eq!(reader.columns(1, &["replicate"]).unwrap()[0].wholes(), [Some(6), Some(7), Some(8)]);
    }

    #[test]
    fn csv_has_empty_cells_for_missing_values_and_the_shortest_exact_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.parquet");
        std::fs::write(&path, joined(&[&[rows(0)]])).unwrap();
        let mut text = Vec::new();
        assert_eq!(copy_as_csv(&path, FIELDS, &mut text).unwrap(), 3);
        assert_eq!(
            String::from_utf8(text).unwrap(),
            "arm,replicate,share\nsingle,0,0.30000000000000004\n组长,1,\n\"a,b\",2,\n"
        );
    }

    #[test]
    fn a_column_that_is_not_there_is_named() {
        let error = columns_of(Bytes::from(joined(&[&[rows(0)]])), &["shore"]).unwrap_err();
        assert!(error.to_string().contains("\"shore\""), "{error}");
    }
}
