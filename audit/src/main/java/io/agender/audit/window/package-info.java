/** The windows of a camera, computed again from its frames: every figure is counted anew for every summary. */
package io.agender.audit.window;
