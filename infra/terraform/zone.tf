# The zone is empty: the records that Signalbox switches, and the fence beside them, are its own.
resource "aws_route53_zone" "this" {
  name    = var.zone_name
  comment = "Signalbox switches records of this zone"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_route53_record" "delegation" {
  count    = var.parent_zone_id == "" ? 0 : 1
  provider = aws.parent

  zone_id = var.parent_zone_id
  name    = var.zone_name
  type    = "NS"
  ttl     = var.delegation_ttl
  records = aws_route53_zone.this.name_servers
}
