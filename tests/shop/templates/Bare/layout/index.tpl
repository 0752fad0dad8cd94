{include file='layout/header.tpl'}
<h1>{$meta_title|default:'Shop'}</h1>
{include file='layout/footer.tpl'}
