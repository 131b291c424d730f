// Prints records as they come, a JSON object a line, until it is stopped:
//   node read-topics.mjs BROKER:PORT http://REGISTRY:PORT/apis/ccompat/v7 TOPIC…
// For a registry of Confluent's the address ends after the port.
import { createHash } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';

const [broker, registryUrl, ...topics] = process.argv.slice(2);
const registry = new SchemaRegistry({ host: registryUrl });
const kafka = new Kafka({ clientId: 'topic-reader', brokers: [broker], logLevel: logLevel.WARN });
const consumer = kafka.consumer({ groupId: 'topic-reader', maxBytesPerPartition: 8 * 1024 * 1024 });

const text = (bytes) => bytes?.toString() ?? null;
const texts = (headers) => Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, text(value)]));

// A picture is shown by its size and hash. Buffers turn themselves into something else before they get here.
function withoutPixels(name, value) {
  const bytes = this[name];
  return Buffer.isBuffer(bytes)
    ? { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    : value;
}

await consumer.connect();
await consumer.subscribe({ topics, fromBeginning: true });
await consumer.run({
  eachMessage: async ({ topic, partition, message }) => {
    const record = {
      topic,
      partition,
      offset: Number(message.offset),
      timestamp: Number(message.timestamp),
      key: text(message.key),
      headers: texts(message.headers),
      // A dead letter has no value. Times are microseconds since 1970-01-01 UTC: exact in a Number until the year 2255.
      value: message.value && (await registry.decode(message.value)),
    };
    console.log(JSON.stringify(record, withoutPixels));
  },
});
