/** An issuer of JSON web tokens. */
@NullMarked
package io.signalbox.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
