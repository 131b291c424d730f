/** Where a group stands in its input: that it begins where it ended, that nothing was deleted before it was read, that it moves. */
package io.agender.runtime.input;
