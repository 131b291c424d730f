package io.agender.runtime.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * What a store of RocksDB that Kafka Streams has left tells of itself. Since 4.4 a store keeps beside its records, in a
 * column family of its own, up to where of its changelog they go; both are written to disk at once or not at all.
 */
enum StoreRemains {

    /** It can't be opened: its files were half deleted, or never all written. */
    BROKEN,

    /** It holds records that perhaps were never committed, or nothing tells how far it goes. */
    UNCERTAIN,

    /** Kafka Streams before 4.4 has left it: how far it goes stands in the folder of its task, or nowhere. */
    OF_EARLIER_VERSION,

    /** It tells how far it goes, and can be gone on with from there. */
    SOUND;

    /** The names are Kafka Streams' own; {@code StoreRemainsTest} has it write them. */
    private static final byte[] OFFSETS = bytes("offsets");

    private static final byte[] STATUS = bytes("status");
    private static final byte[] POSITION = bytes("position");

    /** Stands for an offset that is not known. */
    private static final byte[] UNKNOWN = number(-4);

    private static final byte[] OPEN = number(1);

    /** Looks at a store without changing it. Nobody else may have it open. */
    static StoreRemains of(Path store) {
        RocksDB.loadLibrary();
        try {
            return read(store.toString());
        } catch (RocksDBException e) {
            return BROKEN;
        }
    }

    private static StoreRemains read(String store) throws RocksDBException {
        List<ColumnFamilyDescriptor> families = families(store);
        if (families.isEmpty()) {
            return BROKEN; // there is nothing that lists its files
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options = new DBOptions();
                RocksDB database = RocksDB.openReadOnly(options, store, families, handles)) {
            try {
                return read(database, handles);
            } finally {
                handles.forEach(ColumnFamilyHandle::close);
            }
        }
    }

    private static List<ColumnFamilyDescriptor> families(String store) throws RocksDBException {
        try (Options options = new Options()) {
            return RocksDB.listColumnFamilies(options, store).stream()
                    .map(ColumnFamilyDescriptor::new)
                    .toList();
        }
    }

    private static StoreRemains read(RocksDB database, List<ColumnFamilyHandle> families) throws RocksDBException {
        for (ColumnFamilyHandle family : families) {
            if (Arrays.equals(family.getName(), OFFSETS)) {
                boolean open = Arrays.equals(database.get(family, STATUS), OPEN);
                return !open && tellsOffsets(database, family) ? SOUND : UNCERTAIN;
            }
        }
        return OF_EARLIER_VERSION;
    }

    private static boolean tellsOffsets(RocksDB database, ColumnFamilyHandle family) {
        try (RocksIterator entries = database.newIterator(family)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                byte[] key = entries.key();
                if (!Arrays.equals(key, STATUS)
                        && !Arrays.equals(key, POSITION)
                        && !Arrays.equals(entries.value(), UNKNOWN)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
