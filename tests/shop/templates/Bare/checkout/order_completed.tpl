{include file='layout/header.tpl'}
<h1>Danke</h1>
<p>{$Bestellung->cBestellNr}</p>
{include file='layout/footer.tpl'}
