{include file='layout/header.tpl'}
<h1>Warenkorb</h1>
{foreach $Warenkorb->PositionenArr as $item}<p>{if is_array($item->cName)}{$item->cName['ger']}{else}{$item->cName}{/if}</p>{/foreach}
{if !empty($jtlTwintExpress) && $jtlTwintExpress->inBasket()}{include file=$jtlTwintExpress->template('basket')}{/if}
{include file='layout/footer.tpl'}
