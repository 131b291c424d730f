package io.agender.runtime.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * Bounds the native memory of a store to about 4 MB. Kafka Streams' defaults allow 98 MB for each store of each
 * partition, which three stores of twelve partitions would turn into gigabytes; ours hold a few records per camera.
 */
public final class SmallStores implements RocksDBConfigSetter {

    private static final long CACHE_BYTES = 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 1024 * 1024;
    private static final int WRITE_BUFFERS = 3;

    /** One setter serves one store, so the cache it makes is the one it closes. */
    private Cache cache;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        cache = new LRUCache(CACHE_BYTES);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    }

    @Override
    public void close(String storeName, Options options) {
        if (cache != null) {
            cache.close();
            cache = null;
        }
    }
}
