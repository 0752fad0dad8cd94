{* No block of NOVA's: the button stands where this template puts it, within the form of the article. *}
{include file='layout/header.tpl'}
<h1>{$Artikel->cName}</h1>
<form id="buy_form" method="post" action="{$Artikel->cURLFull}">
    {$jtl_token}
    <input type="hidden" name="a" value="{$Artikel->kArtikel}">
    <input type="hidden" name="wke" value="1">
    <label>Anzahl <input type="number" name="anzahl" value="1"></label>
    <button type="submit" name="inWarenkorb" value="1">In den Warenkorb</button>
    {if !empty($jtlTwintExpress) && $jtlTwintExpress->atArticle($Artikel)}{include file=$jtlTwintExpress->template('article')}{/if}
</form>
<div id="small-basket">{if !empty($jtlTwintExpress) && $jtlTwintExpress->inFlyout()}{include file=$jtlTwintExpress->template('flyout')}{/if}</div>
{include file='layout/footer.tpl'}
