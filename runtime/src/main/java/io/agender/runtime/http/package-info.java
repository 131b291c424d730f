/** What every HTTP listener of ours has in common: who may connect, for how long, and from which pages. */
package io.agender.runtime.http;
