<?php
// The least that php-cgi can do, for bench/serving: one answer that stands in the program.
header('Content-Type: application/json; charset=utf-8');
echo '{"dataset":"call_totals","datasources":[{"datasource":0,"data":"74"}]}';
