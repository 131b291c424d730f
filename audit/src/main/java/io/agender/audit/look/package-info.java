/** Who watched and for how long, computed again from the poses of heads. */
package io.agender.audit.look;
