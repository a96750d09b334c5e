/** Amazon S3 as far as a signal needs it. */
@NullMarked
package io.signalbox.sandbox.s3;

import org.jspecify.annotations.NullMarked;
