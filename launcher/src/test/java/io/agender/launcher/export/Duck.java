package io.agender.launcher.export;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DuckDB, which shares no code with what writes our files. */
public final class Duck {

    private Duck() {}

    /** The rows of a Parquet file, in their order. */
    public static List<Map<String, Object>> rows(Path parquet) throws SQLException {
        return query("SELECT * FROM '" + parquet + "'");
    }

    /** What a query answers; moments as instants. */
    public static List<Map<String, Object>> query(String sql) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnLabel(i), value(result, i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static Object value(ResultSet result, int column) throws SQLException {
        return switch (result.getMetaData().getColumnTypeName(column)) {
            case "TIMESTAMP" -> result.getObject(column, LocalDateTime.class);
            case "TIMESTAMP WITH TIME ZONE" -> {
                OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
            default -> result.getObject(column);
        };
    }
}
