/** The client side of HTTP/2, with one request per connection. */
@NullMarked
package io.signalbox.probe.http2;

import org.jspecify.annotations.NullMarked;
