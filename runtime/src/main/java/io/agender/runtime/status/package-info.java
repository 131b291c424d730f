/** Whether a service and what it stands on are well: brokers, registry, its parts; told over HTTP. */
package io.agender.runtime.status;
