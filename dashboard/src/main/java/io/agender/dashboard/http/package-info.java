/** The web server: the page, the API, the streams of events, who may come in, and how much anybody may take. */
package io.agender.dashboard.http;
