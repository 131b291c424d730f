# Prints records as they come, a JSON object a line, until it is stopped:
#   python3 read_topics.py BROKER:PORT http://REGISTRY:PORT/apis/ccompat/v7 TOPIC...
# For a registry of Confluent's the address ends after the port.
import hashlib
import io
import json
import sys
from datetime import datetime, timedelta, timezone
from urllib.request import urlopen

import avro.io
import avro.schema
from confluent_kafka import Consumer, KafkaException

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
broker, registry, *topics = sys.argv[1:]
readers = {}


def reader(schema_id):
    """Schemas never change under their id, so each is asked for once."""
    if schema_id not in readers:
        with urlopen(f"{registry}/schemas/ids/{schema_id}") as answer:
            readers[schema_id] = avro.io.DatumReader(avro.schema.parse(json.load(answer)["schema"]))
    return readers[schema_id]


def decoded(value):
    """A zero byte, the schema's id in four bytes, Avro binary. A dead letter has no value."""
    if value is None:
        return None
    if len(value) < 5 or value[0] != 0:
        raise ValueError("this is not in the Confluent wire format")
    binary = avro.io.BinaryDecoder(io.BytesIO(value[5:]))
    return reader(int.from_bytes(value[1:5], "big")).read(binary)


def plain(value):
    """A picture is shown by its size and hash, a time in microseconds since 1970-01-01 UTC."""
    if isinstance(value, bytes):
        return {"bytes": len(value), "sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, datetime):
        return (value - EPOCH) // timedelta(microseconds=1)
    raise TypeError(type(value))


consumer = Consumer(
    {
        "bootstrap.servers": broker,
        "group.id": "topic-reader-in-python",
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "isolation.level": "read_committed",
        "fetch.message.max.bytes": 8 * 1024 * 1024,
    }
)
consumer.subscribe(topics)
while True:
    message = consumer.poll()
    if message.error():
        raise KafkaException(message.error())
    record = {
        "topic": message.topic(),
        "partition": message.partition(),
        "offset": message.offset(),
        "timestamp": message.timestamp()[1],
        "key": message.key() and message.key().decode(),
        "headers": {name: text and text.decode() for name, text in message.headers() or []},
        "value": decoded(message.value()),
    }
    print(json.dumps(record, default=plain), flush=True)
