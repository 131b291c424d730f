/** Where alerts go: MQTT and webhooks. */
package io.agender.notifier.outlet;
